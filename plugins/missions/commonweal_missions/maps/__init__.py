"""Maps drawn on the server as SVG: a view of the world, its land, and the circles and names on it."""
