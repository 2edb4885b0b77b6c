# noqa: A005 - the name mirrors the package under test; nothing imports it from the top
