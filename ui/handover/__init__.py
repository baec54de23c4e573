"""A transfer of children to other officers: its form and its table, for every page that offers one."""
