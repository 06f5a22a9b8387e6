m.element IN $elements
