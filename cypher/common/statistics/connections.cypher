MATCH (c:Crystal) RETURN {{sum(c.cornerCount + c.edgeCount + c.faceCount):INT64}} AS total
