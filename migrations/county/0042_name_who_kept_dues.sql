-- Branches whose dues are kept already go on with whom they have: the secretary, said so. 0035 meant this and found nobody, since the
-- policies bind the owner as well. Who has named somebody since is left alone.
select set_config('app.lower', '/', true), set_config('app.upper', '0', true), set_config('app.guard', 'system', true);
create temporary table kept_branch on commit drop as select distinct branch_id from dues_base;
select set_config('app.guard', 'accounts', true);
insert into dues_treasurer (id, organisation_id, org_path, account_id, name, reason, named_by, from_on)
  select gen_random_uuid(), o.id, o.path, a.id, a.display_name, '沿用原有党费管理权限，请支部确认', '系统', current_date
  from kept_branch b
  join organisation o on o.id = b.branch_id
  join role_grant g on g.organisation_id = o.id and g.role::text = 'branch_secretary' and g.ended_at is null
    and g.from_on <= current_date and (g.to_on is null or g.to_on >= current_date)
  join account a on a.id = g.account_id and a.disabled_at is null
  where not exists (select from dues_treasurer t where t.organisation_id = o.id)
  on conflict do nothing;
select set_config('app.guard', '', true);
