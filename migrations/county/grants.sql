-- Run after the numbered migrations, every time: what the run-time role may do. It owns nothing.
revoke all on all tables in schema :schema from :run_role;
grant usage on schema :schema to :run_role;
grant select, insert, update, delete on all tables in schema :schema to :run_role;
grant usage on all sequences in schema :schema to :run_role;
-- What has been recorded stays recorded.
revoke update, delete on audit_event, audit_link, file_reading, organisation_event, admission_template, admission_quota from :run_role;
-- A fact of an admission is taken back, or moves with its person; nothing else of it changes.
revoke update, delete on admission_fact from :run_role;
grant update (org_path, person_id, voided_at, voided_by, void_reason) on admission_fact to :run_role;
-- Figures follow what is done with a request; nobody writes them. A mark is withdrawn, never rewritten; a word of a resident and a list
-- that was drawn stay.
revoke insert, update, delete on request_holding from :run_role;
grant update (org_path) on request_holding to :run_role;
revoke update, delete on request_mark, request_rating, request_rating_message, request_draw, request_draw_item from :run_role;
grant update (org_path, withdrawn_on, withdrawn_by) on request_mark to :run_role;
grant update (sealed, key_id) on request_mark to :run_role;
grant update (org_path) on request_rating, request_draw to :run_role;
grant update (org_path, state) on request_rating_message to :run_role;
grant update (org_path, outcome, called_on, actor) on request_draw_item to :run_role;
-- A question is written once: a draft that is changed is deleted and written anew, and what was published stays as it was asked.
revoke update on bank_item from :run_role;
grant update (state, difficulty, answered, reviewer_id, reviewer, note, version, changed_at) on bank_item to :run_role;
-- What was published stays as it was; only whether it is offered changes. What somebody answered stays.
revoke update, delete on course_release, course_attempt from :run_role;
grant update (current) on course_release to :run_role;
-- What was answered stays as it was, until the person leaves and all of it goes; what was told stays told.
revoke update on recall_answer from :run_role;
grant update (org_path, person_id) on recall_answer to :run_role;
revoke update, delete on recall_told from :run_role;
-- What a program has sent names it for ever.
revoke delete on xapi_client from :run_role;
