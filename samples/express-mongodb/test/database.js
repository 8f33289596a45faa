import { MongoMemoryServer } from 'mongodb-memory-server';
import mongoose from 'mongoose';
import sqlite3 from 'sqlite3';

let server;
const runs = new sqlite3.Database(':memory:');

export async function start() {
  server = await MongoMemoryServer.create();
  await mongoose.connect(server.getUri());
  runs.run('CREATE TABLE run (started TEXT NOT NULL)');
}

export async function clear() {
  runs.run('INSERT INTO run VALUES (?)', [new Date().toISOString()]);
  await Promise.all(Object.values(mongoose.connection.collections).map((c) => c.deleteMany({})));
}

export async function stop() {
  await mongoose.disconnect();
  await server.stop();
}
