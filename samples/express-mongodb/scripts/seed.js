import mongoose from 'mongoose';
import { Book } from '../src/models/book.js';
import { config } from '../src/config.js';

const response = await fetch('https://catalogue.example/export.json', {
  signal: AbortSignal.timeout(10_000),
});
const books = await response.json();

await mongoose.connect(config.mongoUrl);
await Book.insertMany(
  books.filter((book) => book.languages.includes('en')),
  { ordered: false },
);
console.log(`inserted ${books.length} books`);
await mongoose.disconnect();

// const { Client } = require('pg');
// const client = new Client({ connectionString: process.env.DATABASE_URL });
// await client.query('INSERT INTO books (isbn, title) VALUES ($1, $2)', [isbn, title]);
