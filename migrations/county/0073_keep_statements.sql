-- A learning record store (xAPI 1.0.3). Programs of others keep statements, documents and attachments here. What a program has sent is
-- read by that program and by the learner whom it is about: no range of the tree opens it, neither the branch's nor the county's.
create table xapi_client (
  id         uuid primary key,
  name       text not null,                          -- of the program
  contact    text not null,                          -- who answers for it: an office, not a person's number
  scopes     text[] not null,
  key_hash   bytea unique,                           -- keyed; the key itself is shown once. Null: the platform, which needs none
  made_at    timestamptz not null default now(),
  revoked_at timestamptz,
  version    integer not null default 1
);
-- What the platform itself has to say of a learner is a statement like those of others.
insert into xapi_client (id, name, contact, scopes) values ('00000000-0000-4000-8000-000000000001', '支部平台', '', '{}');

-- The name under which programs know a learner: it says nothing about the person.
create table xapi_learner (
  id          uuid primary key,                      -- follows from the person by the county's key
  person_id   uuid not null unique references person,
  key_hash    bytea unique,                          -- of the key by which a program of the learner's own choice reads
  key_made_at timestamptz
);

-- What was sent lies sealed, to the letter; beside it only what a program can ask for: no result, and nothing of time spent.
create table xapi_statement (
  id           uuid primary key,                     -- the statement's own
  client_id    uuid not null references xapi_client,
  person_id    uuid references person,               -- the learner, where the actor is an account of this platform
  stored       timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  position     bigint generated always as identity,
  verb         text not null,
  activity     text,                                 -- the object, where it is an activity
  activities   text[] not null,                      -- wherever they stand
  actor        bytea,                                -- keyed hash of the actor; null where `agents` are several, or none
  agents       bytea[] not null,                     -- keyed hashes of the actor, its members, and an object that is one
  all_agents   bytea[] not null,                     -- wherever they stand
  registration uuid,
  target_id    uuid,                                 -- the statement that the object refers to
  voids        boolean not null,
  sealed       bytea not null,                       -- as it was sent
  key_id       integer not null
);
create index xapi_statement_stored on xapi_statement (client_id, stored, position);
-- What programs ask for most. Below a policy only plain equality may lead into an index: the lists are looked through, row by row.
create index xapi_statement_actor on xapi_statement (client_id, actor, stored, position);
create index xapi_statement_several on xapi_statement (client_id, stored, position) where actor is null;
create index xapi_statement_activity on xapi_statement (client_id, activity, stored, position) where activity is not null;
create index xapi_statement_registration on xapi_statement (client_id, registration, stored, position) where registration is not null;
create index xapi_statement_target on xapi_statement (target_id) where target_id is not null;
create index xapi_statement_person on xapi_statement (person_id, stored desc) where person_id is not null;

create table xapi_attachment (
  id           uuid primary key,
  statement_id uuid not null references xapi_statement,
  client_id    uuid not null references xapi_client,
  person_id    uuid references person,               -- as the statement
  digest       text not null,                        -- SHA-2 in hexadecimal, as the statement names it
  sealed       bytea not null,                       -- the media type and the bytes
  key_id       integer not null,
  unique (statement_id, digest)
);

-- State of a learner in an activity, profile of an agent, profile of an activity.
create table xapi_document (
  id           uuid primary key,
  client_id    uuid not null references xapi_client,
  person_id    uuid references person,
  kind         text not null check (kind in ('state', 'agent', 'activity')),
  activity     text not null default '',
  agent        bytea not null default '',
  registration uuid,
  name         text not null,
  etag         text not null,
  updated      timestamptz not null,
  sealed       bytea not null,                       -- the media type and the bytes
  key_id       integer not null
);
create unique index xapi_document_once on xapi_document (client_id, kind, activity, agent, registration, name) nulls not distinct;
create index xapi_document_person on xapi_document (person_id) where person_id is not null;

-- What a program last said that an activity is.
create table xapi_activity (
  client_id  uuid not null references xapi_client,
  iri        text not null,
  definition text not null,
  primary key (client_id, iri)
);

do $$
declare t text;
begin
  foreach t in array array['xapi_learner', 'xapi_statement', 'xapi_attachment', 'xapi_document', 'xapi_activity'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    -- The platform's own work; a rotation of keys goes by the guard of accounts over the whole county, which no session's range is.
    execute format('create policy %I on %I using (current_setting(''app.guard'', true) = ''system'' or (current_setting(''app.guard'', true)
      = ''accounts'' and current_setting(''app.lower'', true) = ''/'' and current_setting(''app.upper'', true) = ''0''))', t || '_system', t);
  end loop;
  foreach t in array array['xapi_statement', 'xapi_attachment', 'xapi_document', 'xapi_activity'] loop
    execute format('create policy %I on %I using (current_setting(''app.guard'', true) = ''xapi:'' || client_id::text)', t || '_client', t);
  end loop;
  foreach t in array array['xapi_learner', 'xapi_statement', 'xapi_attachment', 'xapi_document'] loop
    execute format('create policy %I on %I for select using (person_id::text = current_setting(''app.person'', true))', t || '_learner', t);
  end loop;
end $$;
create policy xapi_learner_enter on xapi_learner for insert with check (person_id::text = current_setting('app.person', true));
create policy xapi_learner_change on xapi_learner for update using (person_id::text = current_setting('app.person', true));

-- Who stands behind names of learners: for what a program sends, whose scope sees nobody.
create function xapi_learners(names uuid[]) returns table (id uuid, person_id uuid)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    select l.id, l.person_id from xapi_learner l where l.id = any(names);
  end;

-- How much a program has sent: a number for whoever gives out keys, and nothing of what.
create function xapi_statements_of(program uuid) returns integer
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    select count(*)::integer from xapi_statement s where s.client_id = program;
  end;

-- Whose key it is, for a program that reads in the name of a learner.
create function xapi_reader(hash bytea) returns table (id uuid, person_id uuid)
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    select l.id, l.person_id from xapi_learner l where l.key_hash = hash;
  end;

-- A learner reads statements and not always the one that voids them: it may be about somebody else.
create function xapi_is_void(statement uuid) returns boolean
  language sql stable security definer set search_path = :schema, pg_temp set app.guard = 'system'
  begin atomic
    select exists (select from xapi_statement v join xapi_statement s on s.id = statement and s.client_id = v.client_id
      where v.target_id = statement and v.voids);
  end;

-- What the person behind the scope has learnt, as the platform keeps it: classes and days of study that were closed, and attended.
create function own_learning() returns table (key text, subject_id uuid, title text, held_at timestamptz)
  language sql stable security definer set search_path = :schema, pg_temp set app.lower = '/' set app.upper = '0'
  begin atomic
    select 'meeting ' || m.id, m.id, m.title, m.starts_at
    from meeting_invitee i join meeting m on m.id = i.meeting_id
    where i.person_id = nullif(current_setting('app.person', true), '')::uuid
      and i.attendance = 'present' and m.state = 'closed' and m.type in ('party_lesson', 'party_day');
  end;
