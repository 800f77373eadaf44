"""What lists, spreadsheets, structured data and addresses of the site share. It knows no subject."""
