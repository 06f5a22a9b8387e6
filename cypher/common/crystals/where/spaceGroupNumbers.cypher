c.spaceGroupNumber IN $spaceGroupNumbers
