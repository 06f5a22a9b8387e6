import { describe, expect, test } from 'vitest';
import { checkReading, NotReadingError } from '../../src/graph/reading-statement.js';

describe('a statement that reads', () => {
  test.each([
    'MATCH (c:Crystal) RETURN c.id',
    'match (c) return c;',
    'explain MATCH (c:Crystal) RETURN c.id',
    "MATCH (c:Crystal) WHERE c.id = 'CREATE' RETURN c.set, c.`delete`",
    'MATCH (n:Set) RETURN n // DELETE',
    'UNWIND [1, 2] AS x RETURN x /* COPY */',
    'CALL show_tables() RETURN *',
    'CALL db.labels() YIELD label RETURN label',
    'MATCH (c:Crystal) CALL (c) { MATCH (c)-->(s) RETURN count(s) AS n } RETURN c.id, n',
    'MATCH (s:MotifSite) WHERE s.csm > 1.5 RETURN $create',
  ])('is allowed: %s', (statement) => {
    expect(() => checkReading(statement)).not.toThrow();
  });
});

describe('a statement that does more', () => {
  test.each([
    ["COPY (MATCH (c:Crystal) RETURN c.id) TO 'x.csv'", 'begins with'],
    ["EXPORT DATABASE 'x'", 'begins with'],
    ['INSTALL httpfs', 'begins with'],
    ["LOAD FROM 'x.csv' RETURN *", 'begins with'],
    ['CALL threads=2', 'CALL threads'],
    ["EXPLAIN COPY (MATCH (c:Crystal) RETURN c.id) TO 'x.csv'", 'begins with'],
    ['EXPLAIN MATCH (n) DELETE n', 'has DELETE'],
    ['EXPLAIN EXPLAIN RETURN 1', 'begins with'],
    ['EXPLAIN', 'empty'],
    ["MATCH (n) LOAD FROM 'x.csv' RETURN n", 'has LOAD'],
    ["MATCH (n) WITH n LIMIT 1LOAD FROM 'x.csv' RETURN *", 'has LOAD'],
    ["WITH 1 AS x LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", 'has LOAD'],
    ["UNWIND [1] AS x WITH x WHERE x > 1. LOAD FROM 'x.csv' RETURN x", 'has LOAD'],
    ['MATCH (n) SET n.id = 1', 'has SET'],
    ['MATCH (n) detach delete n', 'has DETACH'],
    ['MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS', 'has DELETE'],
    ['RETURN 1; MATCH (n) DELETE n', 'one statement'],
    ["CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value", 'CALL apoc.load.json'],
    ["RETURN 1 AS x UNION CALL `apoc`.export.csv.all('x', {})", 'CALL `apoc`'],
    ["MATCH (n) RETURN '\\u0027 DELETE n", 'as its number'],
    ['', 'empty'],
    ['// nothing', 'empty'],
  ])('is refused: %s', (statement, message) => {
    expect(() => checkReading(statement)).toThrow(NotReadingError);
    expect(() => checkReading(statement)).toThrow(message);
  });
});
