m.{{property}} <= ${{property}}Max
