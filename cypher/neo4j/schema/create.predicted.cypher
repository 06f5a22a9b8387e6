CREATE INDEX Crystal_{{property}} IF NOT EXISTS FOR (n:Crystal) ON (n.{{property}});
