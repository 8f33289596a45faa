import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import request from 'supertest';
import { issueToken } from '../src/authentication.js';
import { clear, start, stop } from './database.js';

jest.unstable_mockModule('../src/cache.js', () => ({
  cache: { quit: jest.fn() },
  remember: jest.fn((_key, _seconds, load) => load()),
  forget: jest.fn(),
}));

const { createApp } = await import('../src/app.js');
const { forget } = await import('../src/cache.js');

beforeAll(start);
beforeEach(clear);
afterAll(stop);

const book = { isbn: '9780140449136', title: 'The Odyssey', authors: ['Homer'] };
const librarian = issueToken({ id: '507f1f77bcf86cd799439011', role: 'librarian' });
const reader = issueToken({ id: '507f1f77bcf86cd799439012', role: 'reader' });

test('a librarian adds a book, and the lists are made anew', async () => {
  const answer = await request(createApp())
    .post('/books')
    .auth(librarian, { type: 'bearer' })
    .send(book);
  expect(answer.status).toBe(201);
  expect(forget).toHaveBeenCalledWith('books:');
});

test('a reader may not add a book', async () => {
  const answer = await request(createApp())
    .post('/books')
    .auth(reader, { type: 'bearer' })
    .send(book);
  expect(answer.status).toBe(403);
});

test.each([{ isbn: '123' }, { title: '' }, { authors: [] }])('refuses %j', async (wrong) => {
  const answer = await request(createApp())
    .post('/books')
    .auth(librarian, { type: 'bearer' })
    .send({ ...book, ...wrong });
  expect(answer.status).toBe(422);
});
