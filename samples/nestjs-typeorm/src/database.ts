import 'reflect-metadata';
import { DataSource, DataSourceOptions } from 'typeorm';
import { Account } from './accounts/account.entity';
import { Parcel } from './shipments/parcel.entity';
import { Shipment } from './shipments/shipment.entity';

export const options: DataSourceOptions = {
  type: 'mysql',
  host: process.env.MYSQL_HOST ?? 'localhost',
  username: process.env.MYSQL_USER,
  password: process.env.MYSQL_PASSWORD,
  database: 'freight',
  poolSize: 12,
  entities: [Account, Parcel, Shipment],
  migrations: [`${__dirname}/migrations/*.{ts,js}`],
  synchronize: false,
};

export default new DataSource(options);
