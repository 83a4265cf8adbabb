-- A row of an import is about three kilobytes, most of it ciphertext: compressing it and laying it aside costs far more
-- than the room it saves for thirty days.
alter table import_row set (toast_tuple_target = 8160);
