"""What the law asks of a register: vocabulary, dated facts, completeness."""
