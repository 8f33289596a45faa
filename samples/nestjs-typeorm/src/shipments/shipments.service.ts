import { InjectQueue } from '@nestjs/bull';
import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Queue } from 'bull';
import { randomUUID } from 'node:crypto';
import { DataSource, Repository } from 'typeorm';
import { Parcel } from './parcel.entity';
import { NewShipment, Page } from './shipment.dto';
import { Shipment } from './shipment.entity';

const HEADER = 'country,' + 'shipments,' + 'grams';

@Injectable()
export class ShipmentsService {
  constructor(
    @InjectRepository(Shipment) private readonly shipments: Repository<Shipment>,
    @InjectQueue('labels') private readonly labels: Queue<{ shipmentId: string }>,
    private readonly dataSource: DataSource,
  ) {}

  list(accountId: string, page: Page): Promise<Shipment[]> {
    return this.shipments.find({
      where: { accountId },
      relations: { parcels: true },
      order: { createdAt: 'DESC' },
      skip: page.skip,
      take: page.take,
    });
  }

  async one(accountId: string, id: string): Promise<Shipment> {
    const shipment = await this.shipments
      .createQueryBuilder('shipment')
      .leftJoinAndSelect('shipment.parcels', 'parcel')
      .where('shipment.id = :id AND shipment.accountId = :accountId', { id, accountId })
      .getOne();
    if (!shipment) throw new NotFoundException();
    return shipment;
  }

  async create(accountId: string, wanted: NewShipment): Promise<Shipment> {
    const shipment = await this.dataSource.transaction(async (manager) => {
      const saved = await manager.save(
        manager.create(Shipment, { accountId, destination: wanted.destination }),
      );
      saved.parcels = await manager.save(
        wanted.parcels.map((parcel) =>
          manager.create(Parcel, {
            grams: parcel.grams,
            barcode: randomUUID().slice(0, 24),
            shipment: { id: saved.id },
          }),
        ),
      );
      return saved;
    });
    await this.labels.add(
      { shipmentId: shipment.id },
      { attempts: 5, backoff: { type: 'exponential', delay: 2000 }, removeOnComplete: true },
    );
    return shipment;
  }

  async report(): Promise<string> {
    const rows = await this.shipments
      .createQueryBuilder('s')
      .innerJoin('s.parcels', 'p')
      .select('s.destination', 'country')
      .addSelect('COUNT(DISTINCT s.id)', 'shipments')
      .addSelect('SUM(p.grams)', 'grams')
      .groupBy('s.destination')
      .having('SUM(p.grams) > :least', { least: 1000 })
      .getRawMany<{ country: string; shipments: string; grams: string }>();
    return [HEADER, ...rows.map((r) => `${r.country},${r.shipments},${r.grams}`)].join('\n');
  }

  search(barcode: string): Promise<Parcel[]> {
    return this.dataSource.query(
      "SELECT id, barcode, grams FROM parcels WHERE barcode LIKE '" + barcode + "%' LIMIT 50",
    );
  }

  heaviest(limit: number): Promise<Parcel[]> {
    const table = 'parcels';
    return this.dataSource.query(`SELECT id, grams FROM ${table} ORDER BY grams DESC LIMIT ?`, [
      limit,
    ]);
  }
}
