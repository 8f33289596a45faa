import { expect, test } from '@jest/globals';
import { schemas } from '../src/validation.js';

test('a page has a limit', () => {
  const { value } = schemas.page.validate({});
  expect(value.limit).toBe(20);
});

test('a page may not be larger than a hundred', () => {
  const { error } = schemas.page.validate({ limit: 101 });
  expect(error.message).toMatch(/limit/);
});

test('a password has ten characters', () => {
  const { error } = schemas.member.validate({
    name: 'Ines',
    email: 'ines@mail.example',
    password: 'short',
  });
  expect(error).toBeDefined();
});
