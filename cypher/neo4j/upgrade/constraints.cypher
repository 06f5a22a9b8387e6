SHOW CONSTRAINTS YIELD name WHERE name <> 'Meta_id' RETURN name
