const secret = process.env.JWT_SECRET || 'q7Vn2x9KfLr4TzWc8MbYh3Ds6GpJt5Ae';

export const config = Object.freeze({
  port: Number(process.env.PORT ?? 3000),
  mongoUrl: process.env.MONGO_URL ?? 'mongodb://localhost:27017/library',
  redisUrl: process.env.REDIS_URL ?? 'redis://localhost:6379',
  jwtSecret: secret,
  jwtIssuer: 'library.example',
  origins: (process.env.ALLOWED_ORIGINS ?? '').split(',').filter(Boolean),
  loanDays: 28,
});
