import mongoose from 'mongoose';

const book = new mongoose.Schema(
  {
    isbn: { type: String, required: true, match: /^\d{13}$/, unique: true },
    title: { type: String, required: true, trim: true },
    authors: { type: [String], required: true },
    subjects: { type: [String], default: [] },
    copies: { type: Number, required: true, min: 0 },
  },
  { timestamps: true },
);

book.index({ subjects: 1, _id: 1 });
book.index({ title: 'text', authors: 'text' });

export const Book = mongoose.model('Book', book);
