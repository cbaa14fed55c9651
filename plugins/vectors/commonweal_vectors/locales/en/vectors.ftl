vectors-title = Vectors
