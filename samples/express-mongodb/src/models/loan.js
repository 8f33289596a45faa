import mongoose from 'mongoose';

const loan = new mongoose.Schema({
  book: { type: mongoose.Schema.Types.ObjectId, ref: 'Book', required: true },
  member: { type: mongoose.Schema.Types.ObjectId, ref: 'Member', required: true },
  due: { type: Date, required: true },
  returned: { type: Date, default: null },
});

loan.index(
  { book: 1, member: 1 },
  { unique: true, partialFilterExpression: { returned: null }, name: 'one_open_loan' },
);
loan.index({ due: 1 });

export const Loan = mongoose.model('Loan', loan);
