import cors from 'cors';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import mongoose from 'mongoose';
import swaggerJsdoc from 'swagger-jsdoc';
import { config } from './config.js';
import { failed, notFound } from './errors.js';
import { bookRoutes } from './routes/books.js';
import { loanRoutes } from './routes/loans.js';
import { memberRoutes } from './routes/members.js';

const description = swaggerJsdoc({
  definition: { openapi: '3.0.3', info: { title: 'Library', version: '2.1.0' } },
  apis: ['./src/routes/*.js'],
});

export function createApp() {
  const app = express();
  app.set('trust proxy', 1);
  app.use(helmet());
  app.use(cors({ origin: config.origins, credentials: true, maxAge: 600 }));
  app.use(express.json({ limit: '50kb' }));
  app.use('/members/session', rateLimit({ windowMs: 15 * 60 * 1000, limit: 10 }));

  app.get('/healthz', (_request, response) => {
    response.status(mongoose.connection.readyState === 1 ? 200 : 503).end();
  });
  app.get('/docs.json', cors(), (_request, response) => response.json(description));
  app.use('/books', bookRoutes);
  app.use('/members', memberRoutes);
  app.use('/loans', loanRoutes);

  app.use(notFound);
  app.use(failed);
  return app;
}
