-- A statement is stored far more often than it is asked for. Columns that most of them leave empty are not sent.
alter table xapi_statement
  alter column activities set default '{}',
  alter column agents set default '{}',
  alter column all_agents set default '{}',
  alter column voids set default false;
comment on column xapi_statement.activities is 'other than activity, wherever they stand';
comment on column xapi_statement.agents is 'keyed hashes of actors, where they are several or none';
comment on column xapi_statement.all_agents is 'other than actor, wherever they stand; who asserts is the client';

-- Who sends is what the policy compares with whoever has shown the key, and no program is ever deleted (grants.sql): to look it up once
-- more for each row, and to lock it, protects from nothing.
alter table xapi_statement drop constraint xapi_statement_client_id_fkey;
