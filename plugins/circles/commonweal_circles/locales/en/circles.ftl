# The words of circles that several rooms share.

circles-navigation = Circles
