"""The law's words beside the register: the page on a field or finding (F1), a search of all pages, their contents."""
