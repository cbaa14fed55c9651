"""The words of Commonweal and of its missions in French."""
