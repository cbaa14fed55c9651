beacon-navigation = The beacon
beacon-seen = The beacon is seen from here.
