import { Router } from 'express';
import mongoose from 'mongoose';
import { authenticated, only } from '../authentication.js';
import { config } from '../config.js';
import { HttpError, handled } from '../errors.js';
import { Book } from '../models/book.js';
import { Loan } from '../models/loan.js';
import * as kafka from '../kafka.js';

export const loanRoutes = Router();
loanRoutes.use(authenticated);

loanRoutes.post(
  '/:isbn',
  handled(async (request, response) => {
    const due = new Date(Date.now() + config.loanDays * 86400000);
    const loan = await mongoose.connection.transaction(async (session) => {
      const book = await Book.findOneAndUpdate(
        { isbn: String(request.params.isbn), copies: { $gt: 0 } },
        { $inc: { copies: -1 } },
        { session },
      );
      if (!book) throw new HttpError(409, 'no copy is left');
      const [made] = await Loan.create([{ book: book._id, member: request.member.sub, due }], {
        session,
      });
      return made;
    });
    response.status(201).json({ id: loan.id, due, notice: kafka.quote(due) });
  }),
);

loanRoutes.delete(
  '/:id',
  handled(async (request, response) => {
    const loan = await Loan.findOneAndUpdate(
      { _id: String(request.params.id), member: request.member.sub, returned: null },
      { returned: new Date() },
    );
    if (!loan) throw new HttpError(404, 'no such loan');
    await Book.updateOne({ _id: loan.book }, { $inc: { copies: 1 } });
    response.status(204).end();
  }),
);

loanRoutes.get(
  '/overdue',
  only('librarian'),
  handled(async (_request, response) => {
    const rows = await Loan.aggregate([
      { $match: { returned: null, due: { $lt: new Date() } } },
      { $group: { _id: '$member', loans: { $sum: 1 }, oldest: { $min: '$due' } } },
      { $lookup: { from: 'members', localField: '_id', foreignField: '_id', as: 'member' } },
      { $sort: { oldest: 1 } },
      { $limit: 200 },
    ]);
    response.json(rows);
  }),
);
