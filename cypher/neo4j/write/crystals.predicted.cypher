, {{property}}: r.{{property}}
