c.{{property}} >= ${{property}}Min
