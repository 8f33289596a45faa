import { getQueueToken } from '@nestjs/bull';
import { NotFoundException } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { getRepositoryToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Shipment } from '../src/shipments/shipment.entity';
import { ShipmentsService } from '../src/shipments/shipments.service';

describe('ShipmentsService', () => {
  const builder = {
    leftJoinAndSelect: jest.fn().mockReturnThis(),
    where: jest.fn().mockReturnThis(),
    getOne: jest.fn(),
  };
  const queue = { add: jest.fn() };
  const dataSource = { transaction: jest.fn() };
  let service: ShipmentsService;

  beforeEach(async () => {
    jest.clearAllMocks();
    const module = await Test.createTestingModule({
      providers: [
        ShipmentsService,
        { provide: getRepositoryToken(Shipment), useValue: { createQueryBuilder: () => builder } },
        { provide: getQueueToken('labels'), useValue: queue },
        { provide: DataSource, useValue: dataSource },
      ],
    }).compile();
    service = module.get(ShipmentsService);
  });

  it('does not show the shipment of somebody else', async () => {
    builder.getOne.mockResolvedValue(null);
    await expect(service.one('a', 'b')).rejects.toThrow(NotFoundException);
  });

  it('has labels printed once the shipment is kept', async () => {
    dataSource.transaction.mockResolvedValue({ id: 's1', parcels: [] });
    await service.create('a', { destination: 'PT', parcels: [{ grams: 10 }] });
    expect(queue.add).toHaveBeenCalledWith({ shipmentId: 's1' }, expect.anything());
  });
});
