m.{{property}} >= ${{property}}Min
