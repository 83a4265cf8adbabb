-- When a name was tapped on a device, where that was before it reached the server (recorded_at): a roll called without a network.
alter table meeting_invitee add column taken_at timestamptz;
alter table meeting_invitee add constraint meeting_invitee_taken check (taken_at is null or (attendance is not null and taken_at <= recorded_at));
