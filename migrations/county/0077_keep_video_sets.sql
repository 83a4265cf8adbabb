-- A video set (HLS): playlists, and the segments that they name, each a piece of its own with its name. Of a single film the pieces
-- are stretches and have none.
alter table course_piece add column part text;
create unique index course_piece_part on course_piece (video_id, part) where part is not null;
