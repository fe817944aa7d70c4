"""What is shown, as bytes: images, pages, tables, graphs, citations."""
