SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' AND name <> 'Meta_id' RETURN name
