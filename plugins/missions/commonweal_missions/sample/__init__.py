"""The sample marketplace: plain content in three languages, and what turns it into missions and claims."""
