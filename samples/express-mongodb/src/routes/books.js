import { createHash } from 'node:crypto';
import { Router } from 'express';
import { authenticated, only } from '../authentication.js';
import { forget, remember } from '../cache.js';
import { HttpError, handled } from '../errors.js';
import { Book } from '../models/book.js';
import { schemas, valid } from '../validation.js';

export const bookRoutes = Router();

/**
 * @openapi
 * /books:
 *   get:
 *     summary: Lists books, twenty at a time
 *     parameters:
 *       - { in: query, name: after, schema: { type: string } }
 *     responses:
 *       200: { description: A page of books }
 */
bookRoutes.get(
  '/',
  valid(schemas.page, 'query'),
  handled(async (request, response) => {
    const { after, limit, subject } = request.checked;
    const page = await remember(`books:${subject}:${after}:${limit}`, 60, () =>
      Book.find({
        ...(subject && { subjects: subject }),
        ...(after && { _id: { $gt: after } }),
      })
        .sort({ _id: 1 })
        .limit(limit)
        .lean(),
    );
    const tag = createHash('md5').update(JSON.stringify(page)).digest('hex');
    response.set('ETag', `"${tag}"`).set('Cache-Control', 'private, max-age=60');
    response.json({ books: page, next: page.length === limit ? page.at(-1)._id : null });
  }),
);

bookRoutes.get(
  '/search',
  handled(async (request, response) => {
    response.json(await Book.find(request.query).limit(20).lean());
  }),
);

bookRoutes.get(
  '/:isbn',
  handled(async (request, response) => {
    const book = await Book.findOne({ isbn: String(request.params.isbn) }).lean();
    if (!book) throw new HttpError(404, 'select a book from the catalogue where it exists');
    response.json(book);
  }),
);

bookRoutes.post(
  '/',
  authenticated,
  only('librarian'),
  valid(schemas.book),
  handled(async (request, response) => {
    const book = await Book.create(request.checked);
    await forget('books:');
    response.status(201).json(book);
  }),
);
