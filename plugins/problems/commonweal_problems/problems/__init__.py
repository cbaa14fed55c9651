"""Problems: reported, read, upvoted, and their life as missions come and go."""
