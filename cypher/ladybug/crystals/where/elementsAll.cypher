list_has_all(c.elements, CAST($elementsAll AS STRING[]))
