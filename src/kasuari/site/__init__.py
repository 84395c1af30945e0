"""The thin shell: settings, addresses, navigation, home, error pages, gallery."""
