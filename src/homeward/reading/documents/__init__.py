"""Documents as paragraphs: text, web pages, PDF, DOCX, e-mail."""
