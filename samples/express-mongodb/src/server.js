import mongoose from 'mongoose';
import { createApp } from './app.js';
import { cache } from './cache.js';
import { config } from './config.js';
import { log } from './log.js';

await mongoose.connect(config.mongoUrl, { maxPoolSize: 20, serverSelectionTimeoutMS: 5000 });
const server = createApp().listen(config.port, () => log.info({ port: config.port }, 'listening'));

async function stop(signal) {
  log.info({ signal }, 'stopping');
  server.close(async () => {
    await Promise.all([mongoose.disconnect(), cache.quit()]);
    process.exit(0);
  });
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
