import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const version = z.number().int().min(1);
const line = (max: number) => z.string().trim().max(max);

/** What stands at the foot of every page of the portal; an empty text is not shown. */
const footFields = {
  sponsor: line(60),
  icp: line(60),
  police: line(60),
  siteCode: line(60),
  phone: line(40),
};

export const portalFoot = query({
  name: 'publishing.foot',
  path: '/publishing/foot',
  access: 'publishing.columns',
  summary: '门户页脚 / the foot of the portal',
  reply: z.object({ version, ...footFields }),
});

export const saveFoot = command({
  name: 'publishing.saveFoot',
  path: '/publishing/foot',
  method: 'PUT',
  access: 'publishing.columns',
  summary: '修改门户页脚 / change the foot of the portal',
  body: z.object({ version, ...footFields }),
  reply: z.object({ version }),
});
