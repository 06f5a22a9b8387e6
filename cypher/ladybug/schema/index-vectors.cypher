// Vectors are searched one by one here.
