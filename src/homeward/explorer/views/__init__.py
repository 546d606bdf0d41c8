"""What is answered: from what runs to what the browser draws."""
