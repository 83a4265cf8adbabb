/** A small feature with pages for the public, which stands for any other: notes are written, and found by a secret word. */
import { createElement } from 'react';
import { z } from 'zod';
import { audit } from '#platform/audit/audit.ts';
import type { Feature } from '#platform/feature.ts';
import { route } from '#platform/http/route.ts';
import { given } from '#platform/portal/fields.ts';
import { portal } from '#platform/portal/page.ts';
import { Form, Line, Words } from '#platform/portal/parts.tsx';
import { command, query } from '#shared/endpoint.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { hostile } from '../harness/hostile.ts';

export const writeNote = command({
  name: 'notes.write',
  path: '/notes',
  access: 'public',
  summary: '测试 / writes a note',
  body: z.object({
    text: z.string().trim().min(4).max(200),
    phone: z.string().regex(/^\d+$/, 'notes.phone').optional(),
  }),
  reply: z.object({ number: z.number() }),
});
const readNote = query({
  name: 'notes.read',
  path: '/notes/one',
  access: 'public',
  summary: '测试 / reads a note by its word',
  query: z.object({ word: z.string().min(1) }),
  reply: z.object({ text: z.string() }),
});

/** What was written, in its order. */
export const written: { text: string; actor: string; phone: string | undefined }[] = [];
export const word = 'secretword42';

export const newNote = portal.page({
  path: '/notes/new',
  load: async () => null,
  view: (_data, visit, form) => ({
    title: '写便条',
    form: true,
    body: createElement(
      Form,
      {
        visit,
        form,
        action: '/notes/new',
        submit: ['提交', 'Send'],
        labels: { text: ['内容', 'Text'], phone: ['电话', 'Phone'] },
      },
      createElement(Words, { visit, form, name: 'text', label: ['内容', 'Text'], hint: ['随便写', 'Anything'] }),
      createElement(Line, { visit, form, name: 'phone', label: ['电话', 'Phone'], optional: true }),
    ),
  }),
});
const findNote = portal.page({
  path: '/notes/find',
  load: async () => null,
  view: (_data, visit, form) => ({
    title: '找便条',
    form: true,
    body: createElement(
      Form,
      { visit, form, action: '/notes/find', submit: ['查', 'Find'] },
      createElement(Line, { visit, form, name: 'word', label: ['暗号', 'Word'] }),
    ),
  }),
});

export const notes: Feature = {
  name: 'notes',
  routes: [
    route.command(writeNote, async (tx, scope, { body }) => {
      if (body.text === 'fault') throw new Error(`broken by ${body.text}`);
      if (body.text === 'busy') throw new AppError('overloaded', { retryAfter: 2 });
      if (body.text === 'refused') throw new AppError('refused', { message: 'notes.not_today' });
      if (body.text === 'field') throw invalid('body.phone', 'notes.phone');
      written.push({ text: body.text, actor: scope.actor, phone: body.phone });
      audit(tx, { action: 'notes.write', entity: 'note', entityId: newId(), path: '/' });
      return { number: written.length };
    }),
    route.query(readNote, async (_db, _scope, { query: asked }) => {
      if (asked.word !== word) throw new AppError('not_found');
      return { text: hostile };
    }),
  ],
  portal: {
    pages: [
      newNote,
      portal.form({
        path: '/notes/new',
        endpoint: writeNote,
        input: ({ text, phone }) => ({ body: { text, phone: given(phone) } }),
        done: async ({ number }) => ({ title: '收到', body: createElement('p', null, `第 ${number} 张`) }),
        again: newNote,
      }),
      findNote,
      portal.form({
        path: '/notes/find',
        endpoint: readNote,
        input: (typed) => ({ query: { word: typed['word'] } }),
        done: async ({ text }) => ({ title: '便条', body: createElement('p', null, text) }),
        again: findNote,
        means: { not_found: { path: 'query.word', message: 'notes.unknown' } },
      }),
      portal.form({
        path: '/notes/new/twin',
        endpoint: writeNote,
        input: ({ text }) => ({ body: { text, phone: undefined } }),
        done: async () => ({ title: '收到', body: null }),
        // What the page needs is as busy as what the form asks for.
        again: {
          show: async () => {
            throw new AppError('overloaded');
          },
        },
      }),
    ],
    entries: [
      { path: '/notes/new', short: ['便条', 'Notes'], title: ['写便条', 'Write'], text: ['留下一句话', 'A word'] },
    ],
    problems: {
      'notes.phone': ['电话只能是数字', 'Digits only'],
      'notes.unknown': ['没有这个暗号', 'No such word'],
      'notes.not_today': ['今天不收', 'Not today'],
    },
  },
};
