, {{property}}: CAST(r.{{property}} AS DOUBLE)
