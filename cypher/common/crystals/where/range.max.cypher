c.{{property}} <= ${{property}}Max
