import "reflect-metadata";
import { Body, Controller, Get, Inject, Injectable, Param, Post, UseGuards } from "@nestjs/common";
import { InjectRepository } from "@nestjs/typeorm";
import type { Request } from "express";
import { Column, Entity, ManyToOne, PrimaryGeneratedColumn, Repository } from "typeorm";
import axios, { type AxiosInstance } from "axios";
import Redis = require("ioredis");
import * as crypto from "node:crypto";
import { PrismaClient } from "@prisma/client";
import { AuthGuard } from "./auth.guard";
import { settings } from "@/settings";

export type { Customer } from "./customer";

export type Price = number | bigint;
type Keys<T> = { [K in keyof T]?: T[K] };

export enum Color {
  Red = "red",
  Blue = "blue",
}

/** What has a price. */
export interface Priced extends Keys<Book> {
  readonly price: Price;
  total(tax?: number): Price;
}

namespace Tax {
  export const RATE = 0.19;
}

declare module "express" {
  interface Request {
    user?: string;
  }
}

@Entity({ name: "book" })
export class Book {
  @PrimaryGeneratedColumn("uuid")
  id!: string;

  @Column({ type: "varchar", length: 80, nullable: false })
  title: string = "";

  @ManyToOne(() => Book, { onDelete: "CASCADE" })
  next?: Book;
}

export abstract class Base<T extends Book> {
  protected constructor(protected readonly cache: Redis) {}

  abstract find(id: string): Promise<T | null>;

  protected key(id: string): string {
    return crypto.createHash("sha256").update(id).digest("hex");
  }
}

@Injectable()
export class Orders extends Base<Book> implements Priced {
  private static instance?: Orders;
  private readonly http: AxiosInstance = axios.create({ timeout: 500 });
  readonly price = 1;

  constructor(
    @InjectRepository(Book) private readonly books: Repository<Book>,
    @Inject("CACHE") cache: Redis,
    private readonly prisma: PrismaClient,
  ) {
    super(cache);
  }

  override async find(id: string): Promise<Book | null> {
    const cached = await this.cache.get(this.key(id));
    if (cached !== null) return JSON.parse(cached) as Book;
    const found = await this.books
      .createQueryBuilder("book")
      .where("book.id = :id", { id })
      .orderBy("book.title")
      .getOne();
    await this.http.get(`${settings.url}/books/${id}`);
    return found;
  }

  total(tax: number = Tax.RATE): number {
    return this.price * (1 + tax);
  }

  async search(name: string, limit: number, request: Request): Promise<unknown> {
    await this.books.query("SELECT id FROM book WHERE id = $1", [name]);
    await this.books.query(`SELECT id FROM book WHERE name = '${name}' LIMIT ${+limit}`);
    await this.prisma.$queryRaw`SELECT id FROM book WHERE name = ${name}`;
    await this.prisma.$queryRawUnsafe("SELECT id FROM book WHERE n = '" + request.query.n + "'");
    const client = <Redis>this.cache;
    return client!.get(name);
  }
}

@Controller("books")
@UseGuards(AuthGuard)
export class BooksController {
  constructor(private readonly orders: Orders) {}

  @Get(":id")
  async one(@Param("id") id: string): Promise<Book | null> {
    return this.orders.find(id);
  }

  @Post()
  async add(@Body() book: Book): Promise<void> {
    using file = await open(book);
    for await (const chunk of file) {
      switch (chunk.kind) {
        case "end":
          return;
        default:
          console.log(chunk satisfies unknown);
      }
    }
  }
}

export const first = <T,>(items: readonly T[]): T | undefined => items[0];
